import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { dataDeletionFolder } from '../../lib/aws/data-bucket-layout';
import { checkUsers, sizeProblem } from '../../lib/personalize/data-rules/check-users';
import { type DataDeletion, DataDeletions } from '../../lib/record-table/data-deletions';
import { uriOf } from '../../lib/record-table/file-reference';
import { plural, printable } from '../../lib/text/format';
import { DeployedAws } from '../aws';
import { confirmYes, type YesOptions } from '../confirmation';
import { usersOf } from '../data-deletions/users-in-object';
import { describeDeployment } from '../deployment-names';
import { CliFailure, WrongUsage } from '../failure';
import { fileInForce } from '../file-in-force';
import { isFile } from '../files-below';
import { FollowFailure, follow, isApplied } from '../follow/follow';
import { runSource } from '../follow/run-source';
import type { AwsOptions, FollowOptions } from '../options';
import { Output } from '../output';
import { localBytes } from '../read-local-file';
import { findUploadRun } from '../runs';
import { conditionOn, putOnce } from '../write-condition';

/**
 * Uploads a csv of users to `delete/<group>/`. The upload starts a run that deletes the users in Personalize. Follows
 * this run, unless `--no-wait` is given.
 * @returns exit status: 1 if the csv is refused, or the run fails
 * @throws CliFailure if Personalize could not use the csv, the dataset group has no parameter file in force, the answer is not yes, or the
 * run does not begin
 * @throws WrongUsage if the csv does not exist, or the question cannot be asked: see {@link confirmYes}
 */
export async function requestDataDeletion(
  group: string,
  file: string,
  options: AwsOptions & FollowOptions & YesOptions,
): Promise<number> {
  const output = new Output(options.json);
  const { content, users } = await readList(file);
  const aws = await DeployedAws.open(options);
  await fileInForce(aws, group);
  const place = { bucket: aws.names.dataBucket, key: keyOf(group, file) };
  output.line(
    `To be uploaded to ${describeDeployment(aws)}: ${printable(uriOf(place))}, with ${plural(users, 'user')}.`,
  );
  output.line('Other dataset groups, trained models and csv in the bucket keep these users for now.');
  const question = `Delete ${plural(users, 'user')} of dataset group '${group}' from Amazon Personalize, for good?`;
  await confirmYes(question, options, 'Nothing was uploaded or deleted.');
  const object = { Bucket: place.bucket, Key: place.key, Body: content, ContentType: 'text/csv' };
  // No other request writes this key. The condition is that no object has the key: if the SDK repeats the request, the
  // condition prevents a second version.
  const fileVersion = await putOnce(aws.s3, { ...object, ...conditionOn(undefined) });
  output.line(`${output.colors.green('+')} ${printable(place.key)}`);
  const find = findUploadRun(aws, { datasetGroup: group, key: place.key, fileVersion });
  const followed = options.wait ? [{ datasetGroup: group, find }] : [];
  const request = { datasetGroup: group, file: uriOf(place), fileVersion, users };
  const runs = await follow(runSource(aws), followed, options.interval, output).catch((error: Error) => {
    if (error instanceof FollowFailure) output.document({ ...request, runs: error.finished, error: error.message });
    throw error;
  });
  const [deletion] = (await new DataDeletions(aws.records).of(group)).filter(
    (each) => each.fileVersion === fileVersion,
  );
  for (const line of nextSteps(group, deletion, options.wait)) output.line(line);
  output.document({ ...request, runs, ...(deletion && { deletion }) });
  return runs.every(isApplied) ? 0 : 1;
}

/** Key at which a list of users is uploaded. Each list gets a unique key, because `purge` still needs the earlier lists. */
function keyOf(group: string, file: string): string {
  return `${dataDeletionFolder(group)}${basename(file, '.csv')}-${randomUUID().slice(0, 8)}.csv`;
}

/**
 * Reads and checks a list of users. The file is read only once, so that exactly the checked bytes are uploaded.
 * @throws WrongUsage if the file does not exist
 * @throws CliFailure if Personalize could not use the list, or if its name is wrong
 */
async function readList(file: string) {
  if (!isFile(file)) throw new WrongUsage(`${file} is not a file.`, 'Give a csv with the column USER_ID.');
  const refuse = (problem: string) =>
    new CliFailure(`${file} cannot be a list of users: ${problem}`, 'Nothing was uploaded.');
  const problem = sizeProblem((await stat(file)).size);
  if (problem !== undefined) throw refuse(problem);
  const content = await buffer(localBytes(file));
  const open = async function* () {
    yield content;
  };
  const checked = await checkUsers(open);
  if ('problem' in checked) throw refuse(checked.problem);
  const users = await usersOf(open);
  const name = basename(file, '.csv');
  if (name === basename(file)) throw refuse('its name must end in .csv.');
  if (users.has(name))
    throw refuse('its name must not be the id of a user, because names of files are recorded. Rename the file.');
  return { content, users: users.size };
}

function nextSteps(group: string, deletion: DataDeletion | undefined, isFollowed: boolean): readonly string[] {
  if (!isFollowed) return [`Follow it with \`personalize-mlops data-deletions list ${group}\`.`];
  if (deletion?.status !== 'COMPLETED') return [];
  const { recordsDeleted } = deletion;
  return [
    ...(recordsDeleted === undefined ? [] : [`Records deleted in Amazon Personalize: ${recordsDeleted}.`]),
    `Remove the users from the csv too: \`personalize-mlops data-deletions purge ${group}\`. Then train the solutions again.`,
  ];
}
