/**
 * The side panel as Clerk's documentation builds it: Clerk's components on Clerk's provider, and
 * nothing else.
 * https://clerk.com/docs/chrome-extension/getting-started/quickstart
 */
import { ClerkProvider, Show, SignIn, UserButton } from '@clerk/chrome-extension';
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (!root) throw new Error('panel.html has no #root.');
createRoot(root).render(
  <ClerkProvider publishableKey={__PUBLISHABLE_KEY__} afterSignOutUrl="/panel.html">
    <Show when="signed-out">
      <SignIn routing="hash" />
    </Show>
    <Show when="signed-in">
      <UserButton />
    </Show>
  </ClerkProvider>,
);
