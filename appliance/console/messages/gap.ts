import type { Text } from '../../../src/base/text.ts';

export const gap = {
  navGap: { fr: 'Débranchement', en: 'Unplugging' },
  gapTitle: { fr: 'Débranchement de la machine', en: 'Unplugging the machine' },
  gapIntro: {
    fr: 'L’état, à l’instant, de chaque interface, radio et appareil USB de cette machine.',
    en: 'The state, at this moment, of each interface, radio and USB device of this machine.',
  },
  gapReadAt: { fr: 'Lu à {time} UTC.', en: 'Read at {time} UTC.' },
  gapBadgeUnplugged: { fr: 'débranchée', en: 'unplugged' },
  gapBadgePlugged: { fr: 'branchée', en: 'plugged in' },
  gapBadgeUnknown: { fr: 'sans preuve', en: 'unproved' },
  gapUnplugged: {
    fr: 'Aucun lien, aucune radio, aucun appareil de réseau : une séance en mode « machine » peut être scellée.',
    en: 'No link, no radio, no network device: a session in mode “machine” may be sealed.',
  },
  gapPlugged: {
    fr: '{count} {count|chose empêche|choses empêchent} de sceller une séance en mode « machine ».',
    en: '{count} {count|thing prevents|things prevent} sealing a session in mode “machine”.',
  },
  gapUnknown: {
    fr: 'D’ici, rien ne peut être dit de la machine : une séance en mode « machine » ne peut pas être scellée.',
    en: 'From here, nothing can be said of the machine: a session in mode “machine” cannot be sealed.',
  },
  gapNotFirst: {
    fr: 'Rien n’exclut qu’Écluse voie ici les liens d’un conteneur sans marque plutôt que ceux de la machine.',
    en: 'Nothing rules out that Écluse sees here the links of a container without a mark rather than the machine’s.',
  },
  gapToDo: { fr: 'À débrancher ou à couper', en: 'To unplug or cut' },
  gapItems: { fr: 'Ce que porte la machine', en: 'What the machine holds' },
  gapColName: { fr: 'Nom', en: 'Name' },
  gapPrevents: { fr: 'Empêche de sceller', en: 'Prevents sealing' },
  gapSession: { fr: 'La séance', en: 'The session' },
  gapNoSession: { fr: 'Aucune séance en mode « machine » n’est en cours.', en: 'No session in mode “machine” is under way.' },
  gapDrafted: {
    fr: 'La séance n° {number} est préparée en mode « machine » : elle ne se scelle que si tout est débranché.',
    en: 'Session no. {number} is drafted in mode “machine”: it can be sealed only once everything is unplugged.',
  },
  gapSealed: {
    fr: 'La séance n° {number} est scellée : tous les liens sont surveillés. Ne branchez ni ne retirez rien avant qu’on vous le dise ici.',
    en: 'Session no. {number} is sealed: every link is watched. Plug and unplug nothing until told so here.',
  },
  gapSealing: {
    fr: 'La séance n° {number} est en train d’être scellée. Ne branchez ni ne retirez rien avant qu’on vous le dise ici.',
    en: 'Session no. {number} is being sealed. Plug and unplug nothing until told so here.',
  },
  plugAgain: {
    fr: 'Le sas est mort, et les clés avec lui : vous pouvez rebrancher la machine.',
    en: 'The chamber is dead, and the keys with it: you may plug the machine in again.',
  },
  gapRefused: { fr: 'La dernière séance s’est arrêtée là', en: 'That is where the last session stopped' },
  gapSee: { fr: 'Voir l’état de la machine, lien par lien', en: 'See the machine’s state, link by link' },
  gapToSession: { fr: 'Aller à la séance', en: 'Go to the session' },
  nextUnplug: { fr: 'Débrancher la machine', en: 'Unplug the machine' },
  nextUnplugSay: {
    fr: 'Chaque lien, radio et appareil, en direct, et le geste qui le coupe.',
    en: 'Each link, radio and device, live, and how to cut it.',
  },
  nextUnplugWatch: { fr: 'Surveiller les liens', en: 'Watch the links' },
  nextUnplugWatchSay: {
    fr: 'Ne branchez ni ne retirez rien avant la fin du sas.',
    en: 'Plug and unplug nothing until the chamber has ended.',
  },
} as const satisfies Record<string, Text>;
