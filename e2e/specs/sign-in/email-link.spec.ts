import { describeEmailLink } from './email-link-cases';

describeEmailLink();
