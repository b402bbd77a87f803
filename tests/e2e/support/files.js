import { expect } from '@playwright/test';

/** The place on the Data page where Remit's own files come in; it is on the part Import. Other panels take files of other kinds. */
export const filesInput = (page) =>
  page.locator('section.panel', { has: page.getByRole('heading', { name: 'Files', exact: true }) }).locator('input[type=file]');

/** Opens a file of Remit as a new scenario, after the look at it; the Data page is on screen. */
export async function openFile(page, file) {
  await dataPart(page, 'Import');
  await filesInput(page).setInputFiles(file);
  await page.getByRole('dialog', { name: `Open ${file.name}?` }).getByRole('button', { name: 'Open as a new scenario' }).click();
}

/** Shows a part of the Data page, which is on screen. */
export async function dataPart(page, name) {
  const link = page.getByRole('navigation', { name: 'Parts of the Data page' }).getByRole('link', { name, exact: true });
  if ((await link.getAttribute('aria-current')) === 'page') return;
  await link.click();
  await expect(link).toHaveAttribute('aria-current', 'page');
}

/** Types the horizon of the open scenario into the settings and comes back to the part of the Data page that was on screen. */
export async function typeHorizon(page, months) {
  const back = await page.getByRole('navigation', { name: 'Parts of the Data page' }).locator('[aria-current]').innerText();
  await dataPart(page, 'Settings');
  await page.getByLabel('Horizon').fill(months);
  await page.getByLabel('Horizon').press('Enter');
  await dataPart(page, back);
}

/** The horizon of the open scenario, as every part of the Data page tells it. */
export const expectHorizon = (page, months) => expect(page.locator('.page-head .sub')).toContainText(`${months} months`);
