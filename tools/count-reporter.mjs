/** A Jest reporter that leaves the run's counts, as JSON, in the file that CURBLINE_TEST_COUNTS names. */
import { writeFileSync } from 'node:fs';

export default class CountReporter {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites, numTotalTestSuites } =
      results;
    const counts = {
      numPassedTests,
      numFailedTests,
      numPendingTests,
      numRuntimeErrorTestSuites,
      numTotalTestSuites,
    };
    writeFileSync(process.env.CURBLINE_TEST_COUNTS, JSON.stringify(counts));
  }
}
