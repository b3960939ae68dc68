import { peek } from '../base/guards';
import { safely } from '../base/safely';

export interface Lambda {
  /** Of the function. */
  name: string;
  /** `contexts['aws.lambda']` of an event that is made now. */
  describe(): Record<string, unknown>;
}

/** An invocation of AWS Lambda, by what handlers are given second; third, where they stream their response. */
export function lambdaOf([, second, third]: unknown[]): Lambda | undefined {
  const context = peek(second, 'awsRequestId') ? second : third;
  const [id, name] = [peek(context, 'awsRequestId'), peek(context, 'functionName')];
  if (typeof id !== 'string' || typeof name !== 'string') return undefined;
  return {
    name,
    describe: () => ({
      aws_request_id: id,
      function_name: name,
      function_version: peek(context, 'functionVersion'),
      remaining_time_in_millis: safely(() => (context as { getRemainingTimeInMillis(): number }).getRemainingTimeInMillis()),
    }),
  };
}
