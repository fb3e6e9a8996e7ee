// First, so that Clerk is asked before anything is rendered.
import './clerk-requests';
import { mount } from '../ui/mount';
import { SidePanel } from './side-panel';

mount(SidePanel);
