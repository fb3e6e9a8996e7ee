import { provideTokens } from './proxy';

provideTokens();
