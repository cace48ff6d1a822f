import { findExpiredFiles, forgetExpiredFile } from '#lib/workspaces/files/expired-files.ts'
import type { FileOps } from './sandbox/provider.ts'

/**
 * Empties the trash of what has lain there long enough, and drops parts of uploads that were given up. Whatever it meets
 * may be done by another worker at the same time: what is gone is gone.
 */
export async function cleanFiles(
  filesOf: (workspace: { tenantId: string; workspaceId: string }) => Promise<FileOps>,
  onFailure: (error: unknown) => void,
): Promise<void> {
  for (const expired of await findExpiredFiles()) {
    try {
      const files = await filesOf(expired)
      await files.remove(expired.path, { recursive: true }).catch((error: { code?: string }) => {
        if (error.code !== 'not_found') throw error
      })
      await forgetExpiredFile(expired)
    } catch (error) {
      // One workspace that cannot be reached keeps no other waiting.
      onFailure(error)
    }
  }
}
