import { createClient, createStackParser, geckoStackLineParser, type StackFrame, type StackParser, v8StackLineParser } from '@vigil/core';
import { createTestkit } from '@vigil/testkit';
import type { RecordedStack } from './compareStack';

/** The frames of an error of another engine, oldest first: its stack text is all that this process knows of it. */
export async function framesOf(
  { name, message, stack }: Pick<RecordedStack, 'name' | 'message' | 'stack'>,
  stackParser: StackParser = createStackParser(v8StackLineParser, geckoStackLineParser),
): Promise<StackFrame[]> {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, stackParser });
  client.captureException(Object.assign(new Error(message), { name, stack }));
  await client.flush();
  return kit.events()[0]?.exception?.values?.[0]?.stacktrace?.frames ?? [];
}
