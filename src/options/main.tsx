import { NAME } from '../config/brand';
import { t } from '../i18n/t';
import { mount } from '../ui/mount';
import { Options } from './options';

mount(Options, () => t('optionsTitle', { name: NAME }));
