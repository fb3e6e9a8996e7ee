import { describeOAuth } from './oauth-cases';
import { describeForgedCallbacks } from './oauth-forgery-cases';

describeOAuth('development');
describeForgedCallbacks('development');
