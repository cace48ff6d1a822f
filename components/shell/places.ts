import {
  BookOpen,
  Bot,
  Brain,
  Building2,
  FolderOpen,
  Hand,
  House,
  KeyRound,
  type LucideIcon,
  MessagesSquare,
  Settings,
  Shield,
  Sparkles,
  Store,
  User,
  Users,
  UsersRound,
  Wrench,
} from 'lucide-react'
import type { WorkspacePaths } from './shell-data.ts'

interface Place {
  /** Its name, in the `shell` messages. */
  name:
    | 'home'
    | 'threads'
    | 'approvals'
    | 'agents'
    | 'team'
    | 'files'
    | 'skills'
    | 'memory'
    | 'marketplace'
    | 'settings'
    | 'modelProviders'
    | 'members'
    | 'roles'
    | 'tools'
    | 'organisation'
    | 'apiKeys'
    | 'yourAccount'
  /** After g: the second key that goes there. */
  key: string
  icon: LucideIcon
  path: (paths: WorkspacePaths) => string
}

/** Where one can go in a workspace: what the palette offers, the keys go to and the help sheet lists. */
export const places: readonly Place[] = [
  { name: 'home', key: 'h', icon: House, path: (paths) => paths.home },
  { name: 'threads', key: 't', icon: MessagesSquare, path: (paths) => paths.threads },
  { name: 'approvals', key: 'w', icon: Hand, path: (paths) => paths.approvals },
  { name: 'agents', key: 'a', icon: Bot, path: (paths) => paths.agents },
  { name: 'team', key: 'c', icon: UsersRound, path: (paths) => paths.team },
  { name: 'files', key: 'f', icon: FolderOpen, path: (paths) => paths.files },
  { name: 'skills', key: 'l', icon: BookOpen, path: (paths) => paths.skills },
  { name: 'memory', key: 'y', icon: Brain, path: (paths) => paths.memory },
  { name: 'marketplace', key: 'x', icon: Store, path: (paths) => paths.marketplace },
  { name: 'settings', key: 's', icon: Settings, path: (paths) => paths.settings },
  { name: 'modelProviders', key: 'm', icon: Sparkles, path: (paths) => paths.providers },
  { name: 'members', key: 'p', icon: Users, path: (paths) => paths.members },
  { name: 'roles', key: 'r', icon: Shield, path: (paths) => paths.roles },
  { name: 'tools', key: 'e', icon: Wrench, path: (paths) => paths.tools },
  { name: 'organisation', key: 'o', icon: Building2, path: (paths) => paths.organisation },
  { name: 'apiKeys', key: 'k', icon: KeyRound, path: (paths) => paths.apiKeys },
  { name: 'yourAccount', key: 'u', icon: User, path: (paths) => paths.account },
]
