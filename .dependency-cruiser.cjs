/**
 * Who may import whom, type imports included. tests/unit/import-rules.test.ts shows that each rule fires.
 */

/** The folders of lib by rank: each imports only from those before it, and from the files in lib itself. */
const ranks = [
  ['db'],
  ['telemetry'],
  ['scan'],
  ['loops'],
  ['net'],
  ['email'],
  ['queue'],
  ['stream'],
  ['audit'],
  ['access'],
  ['secrets'],
  ['tenants'],
  ['billing'],
  ['providers'],
  ['sandbox'],
  ['egress'],
  ['workspaces'],
  ['tools'],
  ['web-tools'],
  ['team-tools'],
  ['memory'],
  ['canvas'],
  ['agents'],
  ['connections'],
  ['http-tools'],
  ['skills'],
  ['mcp'],
  ['platform-tools'],
  ['toolbox'],
  ['packages'],
  ['threads'],
  ['containers'],
  ['notifications'],
  ['budgets', 'stops'],
  ['runs'],
  ['approvals'],
  ['exports', 'overview', 'traces'],
  ['mail'],
  ['channels', 'schedules'],
]

const below = (folders) => `^lib/(${folders.join('|')})/`

const rankRules = ranks.slice(0, -1).map((folders, index) => ({
  name: `rank-of-lib-${folders[0]}`,
  comment: `lib/${folders[0]} comes before these: they may import it, and not the other way round.`,
  severity: 'error',
  from: { path: below(folders) },
  to: { path: below(ranks.slice(index + 1).flat()) },
}))

/** A folder that only the listed ones may import from. */
const only = (name, comment, path, importers) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: importers },
  to: { path },
})

const never = (name, from, to) => ({
  name,
  comment: `${name.split('-')[0]} and these stay apart.`,
  severity: 'error',
  from: { path: from },
  to: { path: to },
})

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Neither part of a cycle can be understood, tested or moved alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere escapes all other rules.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(#app|\\.next/)' },
    },
    never('app-not-worker', '^app/', '^(worker|scripts|tests)/'),
    never('worker-not-app', '^worker/', '^(app|components|scripts|tests)/'),
    never('components-not-app', '^components/', '^(app|worker|scripts|tests)/'),
    never('lib-not-above', '^lib/', '^(app|components|worker|scripts|tests)/'),
    never('scripts-not-app', '^scripts/', '^(app|components)/'),
    {
      name: 'scripts-not-tests',
      comment: 'What ships does not stand on the tests; benchmarks do not ship, and share the tests’ fake model.',
      severity: 'error',
      from: { path: '^scripts/', pathNot: '^scripts/bench/' },
      to: { path: '^tests/' },
    },
    {
      name: 'components-of-lib',
      comment:
        'What runs in a browser takes shapes and pure state machines from lib, never what reaches a server’s parts.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/', pathNot: '([/-](schema|events|lifecycle)|^lib/stream/cursor)\\.ts$' },
    },
    {
      name: 'lib-without-frames',
      comment: 'lib serves web, worker and scripts alike: no Next.js, no React.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '(^|/)node_modules/(next|react|react-dom|next-auth)/' },
    },
    {
      name: 'lib-rank-is-known',
      comment: 'A new folder of lib gets its place in the order above.',
      severity: 'error',
      from: {},
      to: { path: '^lib/[^/]+/', pathNot: below(ranks.flat()) },
    },
    {
      name: 'lib-files-before-folders',
      comment: 'env, errors and ids stand before all folders of lib.',
      severity: 'error',
      from: { path: '^lib/[^/]+$' },
      to: { path: '^lib/[^/]+/' },
    },
    ...rankRules,
    {
      name: 'store-is-private',
      comment: 'Tables are reached through the folder’s operations, never around them.',
      severity: 'error',
      from: { path: '^(.+)/[^/]+$' },
      to: { path: '(^|/)store\\.ts$', pathNot: '^$1/store\\.ts$' },
    },
    only('dockerode-in-driver', 'One driver knows the engine.', '(^|/)node_modules/(@types/)?dockerode/', [
      '^worker/sandbox/docker/',
      '^scripts/docker/',
      '^tests/',
      '^node_modules/',
    ]),
    only('bullmq-in-queue', 'Jobs go through the typed catalog.', '(^|/)node_modules/bullmq/', [
      '^lib/queue/',
      '^worker/',
      '^tests/',
      '^node_modules/',
    ]),
    only(
      'prisma-in-stores',
      'Queries live in stores, inside a scope.',
      '((^|/)node_modules/@?prisma/|^lib/db/generated/)',
      ['^lib/db/', '(^|/)store\\.ts$', '^tests/', '^prisma', '^node_modules/'],
    ),
  ],
  options: {
    // Reads TypeScript without its compiler, type imports included.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^lib/db/generated/.+/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
    },
  },
}
