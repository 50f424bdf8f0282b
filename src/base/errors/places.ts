import { both, type Text } from '../text.ts';

/**
 * What a refusal's `where` or `what` calls a part of a file, in both languages. Other places are names of the formats themselves (members, paths, files),
 * which no language changes.
 */
export const places: Readonly<Record<string, Text>> = {
  'blank line': both('ligne vide', 'blank line'),
  bytes: both('octets', 'bytes'),
  'canonical form': both('forme canonique', 'canonical form'),
  card: both('carte', 'card'),
  columns: both('colonnes', 'columns'),
  'control character': both('caractère de contrôle', 'control character'),
  depth: both('profondeur', 'depth'),
  fields: both('champs', 'fields'),
  'file number': both('numéro de fiche', 'file number'),
  form: both('forme', 'form'),
  identifier: both('identifiant', 'identifier'),
  keys: both('clés', 'keys'),
  length: both('longueur', 'length'),
  memory: both('mémoire', 'memory'),
  members: both('membres', 'members'),
  name: both('nom', 'name'),
  nesting: both('imbrication', 'nesting'),
  nodes: both('nœuds', 'nodes'),
  'nodes of a tree': both('nœuds d’un arbre', 'nodes of a tree'),
  number: both('nombre', 'number'),
  'number of signatures': both('nombre de signatures', 'number of signatures'),
  origin: both('origine', 'origin'),
  outcome: both('issue observée', 'outcome'),
  root: both('racine', 'root'),
  rows: both('lignes', 'rows'),
  separator: both('séparateur', 'separator'),
  'signature line': both('ligne de signature', 'signature line'),
  size: both('taille', 'size'),
  syntax: both('syntaxe', 'syntax'),
  trees: both('arbres', 'trees'),
  weights: both('poids', 'weights'),
};
