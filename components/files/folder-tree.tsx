'use client'

import { ChevronRight, Folder, FolderOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type DragEvent, useState } from 'react'
import { cn } from '#components/ui/class-names.ts'
import { draggedPaths, MOVED_TYPE } from './dragged-paths.ts'
import { nameOf, shownName, WORKSPACE_ROOT } from './paths.ts'
import { useFolder } from './use-folder.ts'

/** Of a folder with more of them, the rest is reached by the list. */
const MAX_BRANCHES = 200

interface FolderTreeProps {
  workspaceId: string
  /** The folder on show, or that is chosen. */
  path: string
  version: number
  onOpen: (path: string) => void
  onMove?: (paths: string[], target: string) => void
}

/** The workspace's folders, loaded as they are unfolded. */
export function FolderTree(props: FolderTreeProps) {
  const t = useTranslations('files')
  return (
    <nav aria-label={t('folders')} className="min-h-0 flex-1 overflow-y-auto p-2">
      <ul>
        <Branch {...props} branch={WORKSPACE_ROOT} depth={0} />
      </ul>
    </nav>
  )
}

function Branch(props: FolderTreeProps & { branch: string; depth: number }) {
  const { workspaceId, path, version, onOpen, onMove, branch, depth } = props
  const t = useTranslations('files')
  const isOnTheWay = path === branch || path.startsWith(`${branch}/`)
  const [isUnfolded, setUnfolded] = useState<boolean | null>(null)
  const [isTarget, setTarget] = useState(false)
  const isOpen = isUnfolded ?? (isOnTheWay && path !== branch) ?? false
  const shows = isOpen || branch === WORKSPACE_ROOT
  const { entries } = useFolder(workspaceId, branch, version, shows)
  const folders = entries.filter(({ kind }) => kind === 'directory').slice(0, MAX_BRANCHES)
  const name = branch === WORKSPACE_ROOT ? t('files') : shownName(nameOf(branch))
  const Icon = shows ? FolderOpen : Folder
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!onMove || !event.dataTransfer.types.includes(MOVED_TYPE)) return
      event.preventDefault()
      setTarget(true)
    },
    onDragLeave: () => setTarget(false),
    onDrop: (event: DragEvent) => {
      setTarget(false)
      const paths = draggedPaths(event.dataTransfer)
      if (paths.length > 0) onMove?.(paths, branch)
    },
  }
  return (
    <li>
      <div
        className={cn(
          'flex h-7 items-center rounded-md text-sm hover:bg-hover',
          path === branch && 'bg-hover font-medium',
          isTarget && 'bg-accent-soft',
        )}
        style={{ paddingLeft: `${depth * 0.75}rem` }}
        {...drop}
      >
        <button
          type="button"
          aria-label={t(shows ? 'fold' : 'unfold', { name })}
          aria-expanded={shows}
          disabled={branch === WORKSPACE_ROOT}
          onClick={() => setUnfolded(!isOpen)}
          className="flex size-6 shrink-0 items-center justify-center rounded text-muted-foreground disabled:invisible"
        >
          <ChevronRight aria-hidden className={cn('size-3.5 transition-transform', shows && 'rotate-90')} />
        </button>
        <button
          type="button"
          aria-current={path === branch ? 'true' : undefined}
          onClick={() => onOpen(branch)}
          className="flex min-w-0 flex-1 items-center gap-1.5 rounded text-left"
        >
          <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
          <span className="truncate">{name}</span>
        </button>
      </div>
      {shows && folders.length > 0 && (
        <ul>
          {folders.map((folder) => (
            <Branch key={folder.path} {...props} branch={`${branch}/${folder.path}`} depth={depth + 1} />
          ))}
        </ul>
      )}
    </li>
  )
}
