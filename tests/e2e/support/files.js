/** The place on the Data page where scenarios come in as files; other panels take files of other kinds. */
export const filesInput = (page) =>
  page.locator('section.panel', { has: page.getByRole('heading', { name: 'Files', exact: true }) }).locator('input[type=file]');
