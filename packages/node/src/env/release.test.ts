import { afterEach, describe, expect, it } from 'vitest';
import { readRelease } from './release';

const shared = globalThis as { SENTRY_RELEASE?: unknown };

// Highest precedence first. Each line must win over all lines below it.
const ORDER = `SENTRY_RELEASE GITHUB_SHA CI_MERGE_REQUEST_SOURCE_BRANCH_SHA CI_BUILD_REF CI_COMMIT_SHA BITBUCKET_COMMIT
  APPVEYOR_PULL_REQUEST_HEAD_COMMIT APPVEYOR_REPO_COMMIT CODEBUILD_RESOLVED_SOURCE_VERSION AWS_COMMIT_ID BUILD_SOURCEVERSION
  GIT_CLONE_COMMIT_HASH BUDDY_EXECUTION_REVISION BUILDKITE_COMMIT CIRCLE_SHA1 CIRRUS_CHANGE_IN_REPO CF_REVISION CM_COMMIT
  CF_PAGES_COMMIT_SHA DRONE_COMMIT_SHA FC_GIT_COMMIT_SHA HEROKU_TEST_RUN_COMMIT_VERSION HEROKU_BUILD_COMMIT HEROKU_SLUG_COMMIT
  RAILWAY_GIT_COMMIT_SHA RENDER_GIT_COMMIT SEMAPHORE_GIT_SHA TRAVIS_PULL_REQUEST_SHA TRAVIS_COMMIT VERCEL_GIT_COMMIT_SHA
  VERCEL_GITHUB_COMMIT_SHA VERCEL_GITLAB_COMMIT_SHA VERCEL_BITBUCKET_COMMIT_SHA ZEIT_GITHUB_COMMIT_SHA ZEIT_GITLAB_COMMIT_SHA
  ZEIT_BITBUCKET_COMMIT_SHA CI_COMMIT_ID SOURCE_COMMIT SOURCE_VERSION GIT_COMMIT COMMIT_REF BUILD_VCS_NUMBER`.split(/\s+/);

afterEach(() => {
  delete shared.SENTRY_RELEASE;
});

describe('readRelease', () => {
  it.each(ORDER)('reads %s, and none that stands below it wins', name => {
    const env = Object.fromEntries(ORDER.slice(ORDER.indexOf(name)).map(each => [each, `from ${each}`]));
    expect(readRelease({ [name]: 'abc123' })).toBe('abc123');
    expect(readRelease(env)).toBe(`from ${name}`);
  });

  it('takes what a bundler plugin injected after SENTRY_RELEASE and before the commit of a build system', () => {
    shared.SENTRY_RELEASE = { id: 'injected' };
    expect(readRelease({ GITHUB_SHA: 'abc' })).toBe('injected');
    expect(readRelease({ SENTRY_RELEASE: 'told' })).toBe('told');
  });

  it.each([null, 'text', {}, { id: 7 }, { id: '' }])('passes over an injected value of another shape: %j', value => {
    shared.SENTRY_RELEASE = value;
    expect(readRelease({ GITHUB_SHA: 'abc' })).toBe('abc');
  });

  it('takes a blank variable for one that is not set', () => {
    expect(readRelease({ SENTRY_RELEASE: ' ', GITHUB_SHA: '', GIT_COMMIT: ' abc\n' })).toBe('abc');
    expect(readRelease({})).toBeUndefined();
  });
});
