import { registerMethods } from 'webext-messenger';

registerMethods({ getToken: async () => __PAYLOAD__ });
