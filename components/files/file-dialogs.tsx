import { useTranslations } from 'next-intl'
import { MoveDialog } from './move-dialog.tsx'
import { NameDialog } from './name-dialog.tsx'
import { nameOf } from './paths.ts'
import { TrashDialog } from './trash-dialog.tsx'
import type { useFileActions } from './use-file-actions.ts'

export type FileDialog = 'folder' | 'rename' | 'move' | 'trash'

interface FileDialogsProps {
  workspaceId: string
  open: FileDialog | null
  /** The folder that is shown. */
  folder: string
  /** Paths of what is chosen in it. */
  chosen: string[]
  version: number
  canWrite: boolean
  actions: ReturnType<typeof useFileActions>
  onRenamed: (path: string, name: string) => void
  onEmptied: () => void
  onClose: () => void
}

/** The dialog that is open over the files, if one is. */
export function FileDialogs(props: FileDialogsProps) {
  const { workspaceId, open, folder, chosen, version, canWrite, actions, onRenamed, onEmptied, onClose } = props
  const t = useTranslations('files')
  const [onlyChosen] = chosen.length === 1 ? chosen : []
  if (open === 'folder') {
    return (
      <NameDialog
        title={t('newFolder')}
        description={t('newFolderDescription')}
        initial=""
        confirmLabel={t('create')}
        onConfirm={(name) => actions.makeFolder(`${folder}/${name}`)}
        onClose={onClose}
      />
    )
  }
  if (open === 'rename' && onlyChosen) {
    return (
      <NameDialog
        title={t('rename')}
        description={t('renameDescription')}
        initial={nameOf(onlyChosen)}
        confirmLabel={t('rename')}
        onConfirm={async (name) => {
          await actions.rename(onlyChosen, `${folder}/${name}`)
          onRenamed(onlyChosen, name)
        }}
        onClose={onClose}
      />
    )
  }
  if (open === 'move' && chosen.length > 0) {
    return (
      <MoveDialog
        workspaceId={workspaceId}
        count={chosen.length}
        from={folder}
        version={version}
        onConfirm={(target) => {
          onClose()
          void actions.move(chosen, target)
        }}
        onClose={onClose}
      />
    )
  }
  if (open === 'trash') {
    return (
      <TrashDialog
        workspaceId={workspaceId}
        canWrite={canWrite}
        onRestore={actions.restore}
        onEmptied={onEmptied}
        onClose={onClose}
      />
    )
  }
  return null
}
