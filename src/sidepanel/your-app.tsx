import { DeveloperNote } from '../ui/developer-note';
import { Mark } from '../ui/icons';
import './your-app.css';

/** Your app starts here: what people see in the side panel once they are signed in. Replace it. */
export function YourApp({ firstName }: { firstName: string | null }) {
  return (
    <section className="your-app" aria-label="Your app">
      <Mark size={40} />
      <h2>{firstName ? `Welcome, ${firstName}` : 'Welcome'}</h2>
      <p className="muted">Your app starts here.</p>
      <DeveloperNote title="Build your app">
        <ol>
          <li>
            Replace <code>src/sidepanel/your-app.tsx</code>.
          </li>
          <li>
            Who is signed in: <code>useSession()</code>
          </li>
          <li>
            A fresh token for your backend: <code>client.call('auth.getToken', {'{}'})</code>
          </li>
        </ol>
      </DeveloperNote>
    </section>
  );
}
