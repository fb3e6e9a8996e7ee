import { html } from 'hono/html';
import { htmlPage } from '../http/page';

/** The page on which a person tells `provider` who they are. */
export function loginPage(provider: string, hint: string) {
  return page(
    `Sign in to ${provider}`,
    html`<p>${provider} is played by the embedded Clerk: any address will do.</p>
      <label>Email <input type="email" name="email" value="${hint}" required autofocus /></label>
      <button name="answer" value="continue">Next</button>
      ${CANCEL}`,
  );
}

/** The page on which they let the application know it. */
export function consentPage(provider: string, email: string, scopes: readonly string[]) {
  return page(
    `Share with the application?`,
    html`<p>${provider} will tell it about ${email}: ${scopes.join(', ')}.</p>
      <button name="answer" value="continue">Allow</button>
      ${CANCEL}`,
  );
}

const CANCEL = html`<button name="answer" value="cancel" formnovalidate>Cancel</button>`;

const STYLE = `
  main { max-width: 22rem; margin: 3rem auto; padding: 0 1rem; }
  label, input { display: block; width: 100%; box-sizing: border-box; }
  input, button { margin: 0.5rem 0; padding: 0.5rem 1rem; font: inherit; }
`;

function page(title: string, content: ReturnType<typeof html>) {
  return htmlPage(title, STYLE, html`<form method="post">${content}</form>`);
}
