import { clerkSetup, clerk as helpers } from '@clerk/testing/playwright';
import { startReactSpa } from '../../servers/react-spa/start';
import { standInForClerk } from '../../support/clerk/backend-client';
import { createWorkFolder } from '../../support/fixtures/builds';
import { buildReactSpa } from '../../support/web-apps/build-react-spa';
import { expect, test } from '../../support/web-apps/test';

const ada = { emailAddress: ['ada@example.com'], password: 'correct horse battery staple' };

test('a React app signs in through its own proxy, in a browser that knows no other host', async ({
  clerk,
  backend,
  openPage,
}) => {
  await backend.users.createUser(ada);
  const built = await createWorkFolder('react-spa');
  await buildReactSpa(clerk.publishableKey, built);
  const app = await startReactSpa(built, clerk);
  const page = await openPage([]);
  const hosts = new Set<string>();
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http')) hosts.add(hostname);
  });
  const pictures: string[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/images/')) pictures.push(`${response.status()}`);
  });

  await page.goto(app.origin);
  await page.getByLabel('Email address').fill('ada@example.com');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByLabel('Password', { exact: true }).fill(ada.password);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByText('Signed in as ada@example.com')).toBeVisible();

  await test.step('stays signed in after a reload', async () => {
    await page.reload();
    await expect(page.getByText('Signed in as ada@example.com')).toBeVisible();
  });

  await test.step('shows the picture by way of the proxy', async () => {
    await page.getByRole('button', { name: 'Open user menu' }).click();
    await expect(page.getByRole('img').first()).toBeVisible();
    await expect.poll(() => pictures).toContain('200');
  });

  await test.step("is signed in by Clerk's helpers for tests", async () => {
    const { publishableKey, secretKey } = clerk;
    // One of them makes a client of the Backend API from the environment's secret key alone.
    standInForClerk(clerk);
    process.env.CLERK_SECRET_KEY = secretKey;
    await clerkSetup({ publishableKey, dotenv: false });
    await helpers.signOut({ page });
    await expect(page.getByLabel('Email address')).toBeVisible();
    const signInParams = { strategy: 'password', identifier: 'ada@example.com' } as const;
    await helpers.signIn({ page, signInParams: { ...signInParams, password: ada.password } });
    await expect(page.getByText('Signed in as ada@example.com')).toBeVisible();

    await helpers.signOut({ page });
    await expect(page.getByLabel('Email address')).toBeVisible();
    await helpers.signIn({ page, emailAddress: 'ada@example.com' });
    delete process.env.CLERK_SECRET_KEY;
    await expect(page.getByText('Signed in as ada@example.com')).toBeVisible();
  });

  expect([...hosts]).toEqual(['localhost']);
  await app.close();
});

test('a proxy without the secret key is refused', async ({ clerk, backend }) => {
  expect(await backend.users.getCount()).toBe(0);
  const app = await startReactSpa('', { ...clerk, secretKey: 'sk_test_wrong' });
  const { status } = await fetch(`${app.origin}/__clerk/v1/environment`);
  expect(status).toBe(401);
  await app.close();
});
