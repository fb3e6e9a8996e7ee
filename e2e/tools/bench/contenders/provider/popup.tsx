/**
 * The popup as Clerk's documentation builds it: each opening starts a Clerk of its own.
 * https://clerk.com/docs/chrome-extension/getting-started/quickstart
 */
import { ClerkProvider, Show, SignOutButton, useUser } from '@clerk/chrome-extension';
import { createRoot } from 'react-dom/client';

function Popup() {
  const { user } = useUser();
  return (
    <main>
      <h1>Clerk extension</h1>
      <Show when="signed-in">
        <p>{user?.fullName}</p>
        <p>{user?.primaryEmailAddress?.emailAddress}</p>
        <SignOutButton />
      </Show>
    </main>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('popup.html has no #root.');
createRoot(root).render(
  <ClerkProvider publishableKey={__PUBLISHABLE_KEY__} afterSignOutUrl="/popup.html">
    <Popup />
  </ClerkProvider>,
);
