import { createChromeHandler } from 'trpc-chrome/adapter';
import { router } from './router';

createChromeHandler({ router });
