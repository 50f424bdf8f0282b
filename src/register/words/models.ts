import type { Text } from '../../base/text.ts';

/** Words of the public register of models. */
export const modelWords = {
  title: { fr: 'Registre public des modèles', en: 'Public register of models' },
  kind: { fr: 'À publier', en: 'To be published' },
  lead: {
    fr: 'Ce CSS se sert de modèles statistiques pour repérer plus tôt des élèves qui pourraient avoir besoin d’aide. Cette page dit lesquels, ce qu’ils lisent, à quel point ils se trompent, et qui les a approuvés.',
    en: 'This CSS uses statistical models to notice earlier which pupils may need help. This page tells which ones, what they read, how often they are wrong, and who approved them.',
  },
  decides: {
    fr: 'Aucun de ces modèles ne prend de décision. Une personne lit le résultat, y ajoute ce qu’elle sait de l’élève, et décide.',
    en: 'None of these models takes a decision. A person reads the result, adds what they know of the pupil, and decides.',
  },
  inUse: { fr: 'Modèles en usage', en: 'Models in use' },
  noneInUse: { fr: 'Aucun modèle n’est approuvé en ce moment.', en: 'No model is approved at this time.' },
  past: { fr: 'Modèles qui ne servent plus', en: 'Models no longer used' },
  foresees: { fr: 'Ce qu’il prévoit', en: 'What it foresees' },
  family: { fr: 'Famille et cible', en: 'Family and target' },
  grade: { fr: 'Niveau', en: 'Grade' },
  purpose: { fr: 'Sert à', en: 'Used to' },
  purposeSaid: { fr: 'aider à choisir à qui offrir du soutien, et lequel', en: 'help to choose whom to offer support, and which' },
  notFor: { fr: 'Ne sert pas à', en: 'Not used to' },
  notForSaid: {
    fr: 'classer des écoles, évaluer du personnel, refuser un service, ni décider sans qu’une personne ait regardé',
    en: 'rank schools, assess staff, refuse a service, or decide without a person having looked',
  },
  reads: { fr: 'Ce qu’il lit', en: 'What it reads' },
  readsSaid: { fr: '{count} {count|variable|variables} : {list}', en: '{count} {count|variable|variables}: {list}' },
  category: { fr: '{label} ({count})', en: '{label} ({count})' },
  most: { fr: 'Celles qui comptent le plus', en: 'Those that count most' },
  learned: { fr: 'Appris sur', en: 'Learned from' },
  learnedSaid: {
    fr: 'des élèves de ce seul CSS; jugé sur {rows} élèves, dont {positives} concernés',
    en: 'pupils of this CSS alone; judged on {rows} pupils, of whom {positives} concerned',
  },
  learnedHidden: { fr: 'des élèves de ce seul CSS', en: 'pupils of this CSS alone' },
  wrong: { fr: 'À quel point il se trompe', en: 'How often it is wrong' },
  approach: { fr: 'Approche choisie', en: 'Stance chosen' },
  ownCut: { fr: 'signale à partir de {cut} de probabilité', en: 'flags from a probability of {cut} up' },
  approved: { fr: 'Approuvé par', en: 'Approved by' },
  approvedSaid: { fr: '{css}, par une signature qui vaut jusqu’au {until}', en: '{css}, by a signature that holds until {until}' },
  digest: { fr: 'Empreinte du modèle', en: 'Digest of the model' },
  checked: { fr: 'Équité vérifiée selon', en: 'Fairness checked by' },
  checkedNot: { fr: 'aucun attribut : rien n’a pu être vérifié', en: 'no attribute: nothing could be checked' },
  differs: { fr: 'Écarts établis', en: 'Differences found' },
  differsSaid: {
    fr: '{count} (détaillés dans l’évaluation, que le CSS garde)',
    en: '{count} (detailed in the evaluation, which the CSS keeps)',
  },
  differsOwnCut: {
    fr: 'Ces écarts sont ceux du seuil propre au modèle; le CSS en a choisi un autre.',
    en: 'These are the differences at the model’s own cut; the CSS chose another.',
  },
  differsNone: { fr: 'aucun, ce qui ne prouve pas qu’il n’y en a pas', en: 'none, which does not prove that there are none' },
  warn_leaks: {
    fr: 'Une variable dit presque l’issue à elle seule : ce modèle est peut-être trop beau.',
    en: 'One variable all but tells the outcome by itself: this model may be too good to be true.',
  },
  warn_beaten: {
    fr: 'Rien ne montre qu’il fasse mieux qu’une règle toute simple.',
    en: 'Nothing shows that it does better than a plain rule.',
  },
  noEvaluation: {
    fr: 'Son évaluation n’a pas été jointe : ses chiffres ne peuvent être donnés ici.',
    en: 'Its evaluation was not given: its figures cannot be told here.',
  },
  where: { fr: 'Où cela se passe', en: 'Where it happens' },
  whereSaid: {
    fr: 'Les données partent chiffrées et sans nom, sous pseudonymes, vers « {appliance} », un appareil d’un CSS central que l’on débranche de tout réseau avant d’ouvrir quoi que ce soit. Seul ce CSS peut rouvrir les résultats et savoir de qui il s’agit. Chaque geste est écrit dans un registre scellé que l’on peut vérifier sans se fier à l’appareil.',
    en: 'Data leave encrypted and without names, under pseudonyms, for “{appliance}”, an appliance of a central CSS that is unplugged from every network before anything is opened. Only this CSS can open the results and know whom they are about. Every act is written in a sealed ledger that can be checked without trusting the appliance.',
  },
  whereTrial: {
    fr: 'Le registre scellé montre toutefois {count} {count|séance tenue|séances tenues} en mode d’essai, pendant {count|laquelle|lesquelles} l’appareil pouvait être en ligne.',
    en: 'The sealed ledger however shows {count} {count|session|sessions} held in trial mode, during which the appliance may have been online.',
  },
  ask: { fr: 'Poser une question, demander la correction, se plaindre', en: 'Ask, have it corrected, complain' },
  askSaid: {
    fr: 'Écrivez au responsable de la protection des renseignements personnels du CSS. Si la réponse ne vous satisfait pas, la {commission} peut la réviser.',
    en: 'Write to the person in charge of the protection of personal information at the CSS. If the answer does not satisfy you, the {commission} can review it.',
  },
} as const satisfies Record<string, Text>;
