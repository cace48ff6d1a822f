/** Tables without row-level security, and why. The wall test fails on any other table that lacks it. */
export const exemptTables: Readonly<Record<string, string>> = {
  users: 'identity: a person belongs to no tenant',
  logins: 'identity: looked up before any scope exists',
  account_tokens: 'identity: looked up by a secret before any scope exists',
  sign_in_steps: 'identity: looked up by a secret before it is known who signs in',
  workers: 'infrastructure: no tenant data',
  claim_turns: 'infrastructure: the rotation of the queue, closed to the app role',
  deleted_workspaces: 'infrastructure: ids of what workers have to remove, closed to the app role',
  _prisma_migrations: 'migration history',
}
