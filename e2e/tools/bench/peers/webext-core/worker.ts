import { defineExtensionMessaging } from '@webext-core/messaging';

defineExtensionMessaging().onMessage('getToken', () => __PAYLOAD__);
