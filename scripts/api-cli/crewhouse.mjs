#!/usr/bin/env node
// The command line of the public API. The installation itself is started by scripts/crewhouse.mjs.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`crewhouse: Node.js ${process.versions.node} is too old: 22.18 or later.`)
  process.exit(1)
}
const { main } = await import('./main.ts')
process.exitCode = await main(process.argv.slice(2))
