import { client } from '../../../../src/ui/client';

globalThis.askForToken = () => client.call('auth.getToken', {});
