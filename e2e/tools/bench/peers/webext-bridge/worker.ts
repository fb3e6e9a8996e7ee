import { onMessage } from 'webext-bridge/background';

onMessage('getToken', () => __PAYLOAD__);
