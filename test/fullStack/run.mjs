// `npm run test:full-stack [REPORT]`: the pages of docs/frameworks/full-stack.md, built and run by the frameworks themselves, which are
// installed from their registry. Prints `N passed, N failed, N skipped`. Takes some minutes.
import { run } from '../../scripts/ready.mjs';
import { testReport } from '../../scripts/testReport.mjs';

run('npm', ['run', '--silent', 'pack']);
testReport('fullStack', process.env);
