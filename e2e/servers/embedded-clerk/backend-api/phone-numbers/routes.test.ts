import { describe, expect, it } from 'vitest';
import { ada, startWithBackend } from '../../../../support/clerk/start-with-backend';

const all = { emailAddress: 'on', phoneNumber: 'on', username: 'on' } as const;

describe('phone numbers and usernames', () => {
  it('are what a user may be made with, found by and signed in with', async () => {
    const { backend, browser } = await startWithBackend({ attributes: all });
    const user = await backend.users.createUser({
      username: 'lovelace',
      phoneNumber: ['+1 201 555 0101'],
      password: 'correct horse',
    });
    expect(user.phoneNumbers[0]).toMatchObject({
      phoneNumber: '+12015550101',
      verification: { status: 'verified', strategy: 'admin' },
    });
    expect((await backend.users.getUserList({ username: ['LOVELACE'] })).totalCount).toBe(1);
    expect((await backend.users.getUserList({ phoneNumber: ['+12015550101'] })).totalCount).toBe(1);
    expect((await backend.users.getUserList({ query: '555' })).totalCount).toBe(1);
    await browser.signIn('lovelace', 'correct horse');
  });

  it('are added, changed and deleted', async () => {
    const { backend } = await startWithBackend({ attributes: all });
    const { id: userId } = await backend.users.createUser(ada);
    const number = await backend.phoneNumbers.createPhoneNumber({
      userId,
      phoneNumber: '+12015550101',
      verified: true,
      primary: true,
    });
    expect((await backend.users.getUser(userId)).primaryPhoneNumberId).toBe(number.id);
    await expect(
      backend.phoneNumbers.createPhoneNumber({ userId, phoneNumber: '+12015550101' }),
    ).rejects.toMatchObject({ errors: [{ code: 'form_identifier_exists' }] });
    await expect(
      backend.phoneNumbers.createPhoneNumber({ userId, phoneNumber: 'no number' }),
    ).rejects.toMatchObject({ errors: [{ code: 'form_param_format_invalid' }] });
    const changed = await backend.phoneNumbers.updatePhoneNumber(number.id, { verified: false });
    expect(changed.verification).toBeNull();
    await backend.phoneNumbers.deletePhoneNumber(number.id);
    expect((await backend.users.getUser(userId)).primaryPhoneNumberId).toBeNull();
    await backend.users.updateUser(userId, { username: 'countess' });
    expect((await backend.users.getUser(userId)).username).toBe('countess');
    await expect(backend.phoneNumbers.getPhoneNumber(number.id)).rejects.toMatchObject({
      status: 404,
    });
  });

  it('guard an account once they are verified', async () => {
    const { backend } = await startWithBackend({ attributes: { ...all, phoneSecondFactor: 'on' } });
    const { id: userId } = await backend.users.createUser(ada);
    const reserved = { userId, reservedForSecondFactor: true };
    await expect(
      backend.phoneNumbers.createPhoneNumber({ ...reserved, phoneNumber: '+12015550101' }),
    ).rejects.toMatchObject({ status: 400, errors: [{ code: 'form_verification_needed' }] });
    const first = await backend.phoneNumbers.createPhoneNumber({
      ...reserved,
      phoneNumber: '+12015550101',
      verified: true,
    });
    expect(first).toMatchObject({ reservedForSecondFactor: true, defaultSecondFactor: true });
    expect((await backend.users.getUser(userId)).twoFactorEnabled).toBe(true);
    const { id } = await backend.phoneNumbers.createPhoneNumber({
      userId,
      phoneNumber: '+12015550102',
      verified: true,
    });
    const second = await backend.phoneNumbers.updatePhoneNumber(id, {
      reservedForSecondFactor: true,
    });
    expect(second).toMatchObject({ reservedForSecondFactor: true, defaultSecondFactor: false });
  });

  it('are unknown where the instance has none', async () => {
    const { backend } = await startWithBackend();
    await expect(backend.users.createUser({ ...ada, username: 'ada' })).rejects.toMatchObject({
      status: 422,
      errors: [{ code: 'form_param_unknown' }],
    });
  });
});
