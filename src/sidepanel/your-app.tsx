import { t } from '../i18n/t';
import { DeveloperNote } from '../ui/developer-note';
import { Mark } from '../ui/icons';
import { tNodes } from '../ui/t-nodes';
import './your-app.css';

/** Your app starts here: what people see in the side panel once they are signed in. Replace it. */
export function YourApp({ firstName }: { firstName: string | null }) {
  return (
    <section className="your-app" aria-label={t('yourAppLabel')}>
      <Mark size={40} />
      <h2>{firstName ? t('yourAppWelcomeName', { name: firstName }) : t('yourAppWelcome')}</h2>
      <p className="muted">{t('yourAppAbout')}</p>
      <DeveloperNote title={t('yourAppBuild')}>
        <ol>
          <li>{tNodes('yourAppReplace', { file: code('src/sidepanel/your-app.tsx') })}</li>
          <li>{tNodes('yourAppWho', { code: code('useSession()') })}</li>
          <li>{tNodes('yourAppToken', { code: code("client.call('auth.getToken', {})") })}</li>
        </ol>
      </DeveloperNote>
    </section>
  );
}

const code = (text: string) => <code>{text}</code>;
