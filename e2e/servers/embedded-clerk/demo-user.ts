/**
 * Whom one can sign in as where nobody was added yet. Clerk's test mode takes the code 424242 for
 * addresses with `+clerk_test`.
 */
export const DEMO_USER = {
  email: 'demo+clerk_test@example.com',
  password: 'quiet-otter-lantern-42',
  firstName: 'Dana',
  lastName: 'Demo',
};
