import { ClerkProvider, Show, SignIn, UserButton, useUser } from '@clerk/react';
import { createRoot } from 'react-dom/client';

// https://clerk.com/docs/react/getting-started/quickstart, and the proxy of
// https://clerk.com/docs/guides/dashboard/dns-domains/proxy-fapi

function App() {
  const { user } = useUser();
  return (
    <main>
      <Show when="signed-out">
        <SignIn routing="hash" />
      </Show>
      <Show when="signed-in">
        <p>Signed in as {user?.primaryEmailAddress?.emailAddress}</p>
        <UserButton />
      </Show>
    </main>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <ClerkProvider
    publishableKey={import.meta.env.VITE_CLERK_PUBLISHABLE_KEY}
    // The path alone: of a whole URL with http: the SDK keeps the host, and asks it by https:.
    proxyUrl="/__clerk"
    telemetry={false}
  >
    <App />
  </ClerkProvider>,
);
