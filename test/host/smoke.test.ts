import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension host', () => {
  it('has the extension under development', () => {
    const extension = vscode.extensions.getExtension('tagwright.tagwright');
    assert.ok(extension);
  });
});
