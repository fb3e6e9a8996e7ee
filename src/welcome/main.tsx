import { NAME } from '../config/brand';
import { t } from '../i18n/t';
import { mount } from '../ui/mount';
import { Welcome } from './welcome';

mount(Welcome, () => t('welcomePageTitle', { name: NAME }));
