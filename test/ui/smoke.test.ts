import assert from 'node:assert/strict';
import { open, type Workbench } from './workbench';

describe('the workbench', () => {
  let workbench: Workbench | undefined;
  before(async () => {
    workbench = await open();
  });
  after(() => workbench?.close());

  it('has Tagwright in its activity bar', async () => {
    assert.ok(workbench);
    await workbench.openView();
    await workbench.page.getByRole('heading', { name: /^Tagwright/ }).waitFor();
    await workbench.screenshot('workbench');
  });
});
