import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes long on a machine that has never run it: begun last, one of two workers would wait for it alone. */
const LONG = [
  'walls/use-cases',
  'walls/routes',
  'api/document',
  'runs/kill',
  'gateway/way-out',
  'sandbox/virtual-containment',
  'runs/outage',
  'runs/ownership',
  'sandbox/docker-life',
  'tools/execute-tool',
  'sandbox/docker-hostile-floods',
  'e2e/accessibility',
  'e2e/languages',
  'e2e/threads',
  'e2e/ways-in',
  'e2e/teams',
]

const placeOf = ({ moduleId }: TestSpecification) => {
  const place = LONG.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
  return place < 0 ? LONG.length : place
}

/** The order of test files: the long ones first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.sort((one, other) => placeOf(one) - placeOf(other))
  }
}
