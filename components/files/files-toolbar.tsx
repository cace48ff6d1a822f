'use client'

import { Download, Ellipsis, FolderInput, FolderPlus, Pencil, Trash2, Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { contentUrl, zipUrl } from './files-api.ts'

interface FilesToolbarProps {
  workspaceId: string
  folder: string
  chosen: readonly string[]
  isFolderChosen: boolean
  canWrite: boolean
  onUpload: () => void
  onNewFolder: () => void
  onRename: () => void
  onMove: () => void
  onDelete: () => void
  onTrash: () => void
}

/** What can be done with the folder, and with what is chosen in it. */
export function FilesToolbar(props: FilesToolbarProps) {
  const { workspaceId, folder, chosen, isFolderChosen, canWrite } = props
  const t = useTranslations('files')
  const [only] = chosen.length === 1 && !isFolderChosen ? chosen : []
  const some = chosen.length > 0
  const download = only ? contentUrl(workspaceId, only) : zipUrl(workspaceId, some ? chosen : [folder])
  return (
    <div className="ml-auto flex items-center gap-1">
      {canWrite && some && (
        <>
          <Button variant="ghost" size="icon-sm" aria-label={t('move')} onClick={props.onMove}>
            <FolderInput aria-hidden />
          </Button>
          <Button variant="ghost" size="icon-sm" aria-label={t('delete')} onClick={props.onDelete}>
            <Trash2 aria-hidden />
          </Button>
        </>
      )}
      {some && (
        <Button asChild variant="ghost" size="icon-sm">
          <a href={download} download aria-label={t(only ? 'download' : 'downloadZip')}>
            <Download aria-hidden />
          </a>
        </Button>
      )}
      {canWrite && (
        <Button size="sm" onClick={props.onUpload}>
          <Upload aria-hidden />
          {t('upload')}
        </Button>
      )}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={t('more')}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {canWrite && (
            <>
              <DropdownMenuItem onSelect={props.onNewFolder}>
                <FolderPlus aria-hidden />
                {t('newFolder')}
              </DropdownMenuItem>
              <DropdownMenuItem disabled={chosen.length !== 1} shortcut="F2" onSelect={props.onRename}>
                <Pencil aria-hidden />
                {t('rename')}
              </DropdownMenuItem>
              <DropdownMenuItem disabled={!some} shortcut="M" onSelect={props.onMove}>
                <FolderInput aria-hidden />
                {t('move')}
              </DropdownMenuItem>
              <DropdownMenuItem danger disabled={!some} shortcut="Del" onSelect={props.onDelete}>
                <Trash2 aria-hidden />
                {t('delete')}
              </DropdownMenuItem>
              <DropdownMenuSeparator />
            </>
          )}
          <DropdownMenuItem asChild>
            <a href={download} download>
              <Download aria-hidden />
              {t(only ? 'download' : 'downloadZip')}
            </a>
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={props.onTrash}>
            <Trash2 aria-hidden />
            {t('trash')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  )
}
