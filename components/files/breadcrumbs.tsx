'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { draggedPaths, MOVED_TYPE } from './dragged-paths.ts'
import { shownName, WORKSPACE_ROOT } from './paths.ts'

interface BreadcrumbsProps {
  path: string
  onOpen: (path: string) => void
  /** Something was dropped on a folder above. */
  onMove?: (paths: string[], target: string) => void
}

/** The way from the workspace to a folder. */
export function Breadcrumbs({ path, onOpen, onMove }: BreadcrumbsProps) {
  const t = useTranslations('files')
  const parts = path.split('/').slice(2)
  const crumbs = [
    { label: t('files'), path: WORKSPACE_ROOT },
    ...parts.map((label, index) => ({ label, path: [WORKSPACE_ROOT, ...parts.slice(0, index + 1)].join('/') })),
  ]
  return (
    <nav aria-label={t('folder')} className="flex min-w-0 flex-1 items-center overflow-x-auto">
      {crumbs.map((crumb, index) => (
        <span key={crumb.path} className="flex items-center">
          {index > 0 && <ChevronRight aria-hidden className="size-3 text-muted-foreground" />}
          <button
            type="button"
            onClick={() => onOpen(crumb.path)}
            onDragOver={(event) => {
              if (onMove && event.dataTransfer.types.includes(MOVED_TYPE)) event.preventDefault()
            }}
            onDrop={(event) => {
              const paths = draggedPaths(event.dataTransfer)
              if (paths.length > 0) onMove?.(paths, crumb.path)
            }}
            aria-current={index === crumbs.length - 1 ? 'location' : undefined}
            className="whitespace-nowrap rounded px-1 py-0.5 text-sm hover:bg-hover aria-[current]:font-medium"
          >
            {shownName(crumb.label)}
          </button>
        </span>
      ))}
    </nav>
  )
}
