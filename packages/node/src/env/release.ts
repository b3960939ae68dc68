import { readEnv } from './readEnv';

/**
 * Where build systems and hosts put the commit, in the order of the Sentry SDK (protocol section 9.2): a process that runs under
 * several gets the same release from both. Variables that name no product stand last, for anything may set them.
 */
const COMMIT_VARIABLES = [
  'GITHUB_SHA',
  'CI_MERGE_REQUEST_SOURCE_BRANCH_SHA',
  'CI_BUILD_REF',
  'CI_COMMIT_SHA',
  'BITBUCKET_COMMIT',

  'APPVEYOR_PULL_REQUEST_HEAD_COMMIT',
  'APPVEYOR_REPO_COMMIT',
  'CODEBUILD_RESOLVED_SOURCE_VERSION',
  'AWS_COMMIT_ID',
  'BUILD_SOURCEVERSION',
  'GIT_CLONE_COMMIT_HASH',
  'BUDDY_EXECUTION_REVISION',
  'BUILDKITE_COMMIT',
  'CIRCLE_SHA1',
  'CIRRUS_CHANGE_IN_REPO',
  'CF_REVISION',
  'CM_COMMIT',
  'CF_PAGES_COMMIT_SHA',
  'DRONE_COMMIT_SHA',
  'FC_GIT_COMMIT_SHA',
  'HEROKU_TEST_RUN_COMMIT_VERSION',
  'HEROKU_BUILD_COMMIT',
  'HEROKU_SLUG_COMMIT',
  'RAILWAY_GIT_COMMIT_SHA',
  'RENDER_GIT_COMMIT',
  'SEMAPHORE_GIT_SHA',
  'TRAVIS_PULL_REQUEST_SHA',
  'TRAVIS_COMMIT',
  'VERCEL_GIT_COMMIT_SHA',
  'VERCEL_GITHUB_COMMIT_SHA',
  'VERCEL_GITLAB_COMMIT_SHA',
  'VERCEL_BITBUCKET_COMMIT_SHA',
  'ZEIT_GITHUB_COMMIT_SHA',
  'ZEIT_GITLAB_COMMIT_SHA',
  'ZEIT_BITBUCKET_COMMIT_SHA',

  'CI_COMMIT_ID',
  'SOURCE_COMMIT',
  'SOURCE_VERSION',
  'GIT_COMMIT',
  'COMMIT_REF',
  'BUILD_VCS_NUMBER',
];

/** What bundler plugins inject: `globalThis.SENTRY_RELEASE = { id }`. */
function injectedRelease(): string | undefined {
  const id = (globalThis as { SENTRY_RELEASE?: { id?: unknown } }).SENTRY_RELEASE?.id;
  return typeof id === 'string' && id ? id : undefined;
}

/** The release when no option names it. Starts no process and reads no file. */
export function readRelease(env: NodeJS.ProcessEnv): string | undefined {
  const told = readEnv(env, 'SENTRY_RELEASE') ?? injectedRelease();
  if (told) return told;
  for (const name of COMMIT_VARIABLES) {
    const commit = readEnv(env, name);
    if (commit) return commit;
  }
  return undefined;
}
