import { createTestkit } from '@vigil/testkit';
import { afterEach, expect, it } from 'vitest';
import { captureException, close, init, moduleMetadataIntegration, thirdPartyErrorFilterIntegration } from '../index';

const at = (...files: string[]) =>
  Object.assign(new Error('no'), { stack: ['Error: no', ...files.map(file => `    at run (${file}:1:10)`)].join('\n') });
const OWN = 'https://shop.example/app.js';
const FOREIGN = 'https://ads.example/ad.js';
const page = globalThis as { _sentryModuleMetadata?: Record<string, unknown> };
const built = () => {
  page._sentryModuleMetadata = { [`Error\n    at ${OWN}:1:5`]: { '_sentryBundlerPluginAppKey:shop': true, team: 'checkout' } };
};
type Behaviour = Parameters<typeof thirdPartyErrorFilterIntegration>[0]['behaviour'];

async function tagsOf(behaviour: Behaviour, ...errors: Error[]) {
  const kit = createTestkit();
  init({
    ...kit.options,
    defaultIntegrations: false,
    integrations: [thirdPartyErrorFilterIntegration({ filterKeys: ['shop'], behaviour })],
  });
  for (const error of errors) captureException(error);
  await close();
  return kit.events().map(({ tags }) => String(tags?.['third_party_code'] ?? 'own'));
}

afterEach(() => {
  delete page._sentryModuleMetadata;
});

it('errors of code without the application key are dropped or tagged, any of it or all of it', async () => {
  built();
  const errors = () => [at(OWN), at(OWN, FOREIGN), at(FOREIGN)] as const;
  expect(await tagsOf('apply-tag-if-contains-third-party-frames', ...errors())).toEqual(['own', 'true', 'true']);
  expect(await tagsOf('apply-tag-if-exclusively-contains-third-party-frames', ...errors())).toEqual(['own', 'own', 'true']);
  expect(await tagsOf('drop-error-if-contains-third-party-frames', ...errors())).toEqual(['own']);
  expect(await tagsOf('drop-error-if-exclusively-contains-third-party-frames', ...errors())).toEqual(['own', 'own']);
});

it('nothing is dropped where the bundler plugin did not run', async () => {
  expect(await tagsOf('drop-error-if-contains-third-party-frames', at(FOREIGN))).toEqual(['own']);
});

it('hooks read the metadata of a frame’s file, and it does not leave', async () => {
  built();
  const kit = createTestkit();
  const seen: unknown[] = [];
  init({
    ...kit.options,
    integrations: [moduleMetadataIntegration()],
    beforeSend(event) {
      for (const frame of event.exception?.values?.[0]?.stacktrace?.frames ?? []) seen.push(frame.module_metadata);
      return event;
    },
  });
  captureException(at(OWN, FOREIGN));
  await close();
  expect(seen).toEqual([undefined, expect.objectContaining({ team: 'checkout' })]);
  expect(JSON.stringify(kit.events())).not.toContain('checkout');
});
