import type { Locator, Page } from '@playwright/test';

/** The account that a page says it acts for, by its address; the popup's list has the others' too. */
export const activeAccount = (page: Page, email: string): Locator =>
  page.getByRole('paragraph').filter({ hasText: email });

/** The popup's list of the accounts that are signed in; there is none for one account. */
export const accountList = (popup: Page): Locator =>
  popup.getByRole('region', { name: 'Accounts' });

/** One of that list, by its address: what a press makes the active one. */
export const accountChoice = (popup: Page, email: string): Locator =>
  accountList(popup).getByRole('button', { name: email });
