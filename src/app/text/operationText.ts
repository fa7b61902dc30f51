import type { OperationName } from '../operations/operationCall';
import { t } from './l10n';

/** What an operation does, for who chooses one: a program's author, or a model. */
export function describeOperation(name: OperationName): string {
  switch (name) {
    case 'listConnections':
      return t('Lists the connections to media libraries.');
    case 'addConnection':
      return t('Adds a connection to a media library. Nothing is sent: the connection can be tested afterwards.');
    case 'editConnection':
      return t('Changes the name, the endpoint or the sign-in of a connection. What is not named stays.');
    case 'removeConnection':
      return t('Removes a connection and its secret. The files and their tags stay as they are.');
    case 'testConnection':
      return t('Asks the service whether it accepts the sign-in of a connection.');
    case 'openSampleLibrary':
      return t('Opens a library of made-up files on this computer, to try things on.');
    case 'refresh':
      return t('Loads again what is shown of one library, or of all.');
    case 'findFiles':
      return t('Finds files by words in their names and by qualifiers: tag:, -tag:, untagged, type:, in:, changed:, native:.');
    case 'buildIndex':
      return t('Reads the tags of a whole library and keeps them on this computer.');
    case 'listTags':
      return t('Lists the tags of the index of a library, each with the number of files that have it.');
    case 'renameTag':
      return t('Renames a tag on every file of a library, or of a folder and all below it, that has it.');
    case 'mergeTags':
      return t(
        'Puts one tag in place of several on every file of a library, or of a folder and all below it, that has one of them.',
      );
    case 'addTags':
    case 'tagFilesById':
      return t('Adds tags to files and leaves their other tags alone.');
    case 'removeTags':
      return t('Removes tags from files and leaves their other tags alone.');
    case 'replaceTags':
      return t('Replaces all tags of files with these.');
    case 'clearTags':
      return t('Clears all tags of files.');
    case 'listRuns':
      return t('Lists the runs, newest first: what was asked for, what became of it, and what can be done with it.');
    case 'undoRun':
      return t('Undoes what a run changed. What others have changed since stays.');
    case 'retryFailed':
      return t('Tries the failed files of a run again.');
    case 'resumeRun':
      return t('Goes on with a run that was cut off.');
    case 'pauseRun':
      return t('Pauses a run: nothing more is sent until it is continued.');
    case 'continueRun':
      return t('Continues a run that was paused.');
    case 'cancelRun':
      return t('Cancels a run: nothing more is sent.');
    case 'showRunReport':
      return t('Reports what became of each file of a run, as Markdown.');
    case 'exportRunReport':
      return t('Reports what became of each file of a run, as CSV, JSON or Markdown.');
    case 'showRunChanges':
      return t('Shows the tags of the files that a run changed, before and after.');
    case 'showFailed':
      return t('Lists the files of a run that failed, each with the reason.');
    case 'dismissFailed':
      return t('Takes the marks off the failed files of a run.');
    case 'refreshRuns':
      return t('Reads the list of runs again.');
  }
}
