import { mount } from '../ui/mount';
import { SidePanel } from './side-panel';

mount(SidePanel);
