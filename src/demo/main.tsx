import { mount } from '../ui/mount';
import { Demo } from './demo';

mount(Demo);
