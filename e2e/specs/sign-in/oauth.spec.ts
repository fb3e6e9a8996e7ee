import { describeOAuth } from './oauth-cases';

describeOAuth('development');
