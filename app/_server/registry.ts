import type { UseCase } from '#lib/access/define-use-case.ts'
import { listFiles } from '#lib/workspaces/list-files.ts'
import { readFile } from '#lib/workspaces/read-file.ts'
import { statFile } from '#lib/workspaces/stat-file.ts'
import { writeFile } from '#lib/workspaces/write-file.ts'

/** Every use case of the platform: what the public API offers, and what the tests of the walls run through. */
export const useCases: readonly UseCase[] = [listFiles, readFile, statFile, writeFile]
