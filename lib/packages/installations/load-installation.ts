import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { notFound } from '#lib/errors.ts'
import type { InstallationView } from './schema.ts'
import { findView, type Installation, lockInstallation } from './store.ts'

/** An installation that is about to change. @throws AppError `not_found` */
export async function loadForChange(tx: Tx, installationId: string): Promise<Installation> {
  const installation = await lockInstallation(tx, installationId)
  if (!installation) throw notFound('The installation')
  return installation
}

/** @throws AppError `not_found` */
export async function loadView(tx: Tx, scope: WorkspaceScope, installationId: string): Promise<InstallationView> {
  const view = await findView(tx, scope, installationId)
  if (!view) throw notFound('The installation')
  return view
}
