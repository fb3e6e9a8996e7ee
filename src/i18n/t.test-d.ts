import { t, tCount } from './t';

// What must not compile: a message that is not in the English file, and a placeholder too few or too many.

t('signIn');
t('welcomeTitle', { name: 'Notes' });
tCount('overviewDevices', 2);

// @ts-expect-error no such message
t('signInn');
// @ts-expect-error its placeholder has no value
t('welcomeTitle');
// @ts-expect-error it has no such placeholder
t('welcomeTitle', { name: 'Notes', host: 'x' });
// @ts-expect-error another one's placeholder
t('welcomeTitle', { host: 'x' });
// @ts-expect-error it has none
t('signIn', { name: 'Notes' });
// @ts-expect-error it comes in one form only
tCount('signIn', 2);
declare const either: 'welcomeTitle' | 'signIn';
// @ts-expect-error it may be the one with a placeholder
t(either);
