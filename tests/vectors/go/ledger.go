// Command ledger reads and writes logs of Écluse with nothing but Go's golang.org/x/mod/sumdb/{note,tlog}.
//
//	ledger verify VKEY EXPORT PROOFS   verifies an export, and the proofs in a folder
//	ledger make SKEY EXPORT PROOFS     makes an export of the entries on standard input (one a line), and proofs of it
//
// Proofs: inclusion-I.tlog-proof; consistency-M-N, one hash in base64 a line.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func main() {
	if len(os.Args) != 5 {
		fail(errors.New("usage: ledger verify|make KEY EXPORT PROOFS"))
	}
	act := map[string]func(key, export, proofs string) error{"verify": verify, "make": makeLog}[os.Args[1]]
	if act == nil {
		fail(errors.New("unknown act"))
	}
	if err := act(os.Args[2], os.Args[3], os.Args[4]); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// openCheckpoint verifies a signed checkpoint. tlog.ParseTree accepts the origin of Go's own database alone, so that the lines are read here.
func openCheckpoint(signed []byte, vkey string) (tlog.Tree, string, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, "", err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, "", err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		return tlog.Tree{}, "", errors.New("checkpoint: not three lines under the signer's name")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || strconv.FormatInt(size, 10) != lines[1] {
		return tlog.Tree{}, "", errors.New("checkpoint: size")
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, lines[0], err
}

// tileFile is the path of C2SP tlog-tiles: that of x/mod without the height.
func tileFile(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
}

func entriesFile(index, size int64) string {
	width := size - index*256
	if width > 256 {
		width = 256
	}
	tile := tlog.Tile{H: height, L: -1, N: index, W: int(width)}
	return strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/data/", height), "tile/entries/", 1)
}

type memory []tlog.Hash

func (m memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(m)) {
			return nil, errors.New("hash beyond the log")
		}
		out[i] = m[index]
	}
	return out, nil
}

func (m *memory) add(n int64, entry []byte) error {
	hashes, err := tlog.StoredHashes(n, entry, *m)
	*m = append(*m, hashes...)
	return err
}

// published are the tiles of a log that is exported once: tlog.NewTiles also lists the narrower ones it had while it grew.
func published(size int64) []tlog.Tile {
	var tiles []tlog.Tile
	for _, tile := range tlog.NewTiles(height, 0, size) {
		if last := len(tiles) - 1; last >= 0 && tiles[last].L == tile.L && tiles[last].N == tile.N {
			tiles[last] = tile
		} else {
			tiles = append(tiles, tile)
		}
	}
	return tiles
}

// folder gives tiles from their files, for tlog to authenticate.
type folder string

func (f folder) Height() int { return height }
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(tiles))
	for i, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(string(f), tileFile(tile)))
		if err != nil {
			return nil, err
		}
		out[i] = data
	}
	return out, nil
}
func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func readEntries(export string, size int64) ([][]byte, error) {
	var entries [][]byte
	for index := int64(0); index*256 < size; index++ {
		data, err := os.ReadFile(filepath.Join(export, entriesFile(index, size)))
		if err != nil {
			return nil, err
		}
		for len(data) > 0 {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				return nil, errors.New("entries: cut")
			}
			length := int(binary.BigEndian.Uint16(data))
			entries = append(entries, data[2:2+length])
			data = data[2+length:]
		}
	}
	if int64(len(entries)) != size {
		return nil, fmt.Errorf("entries: %d, not %d", len(entries), size)
	}
	return entries, nil
}

func verify(vkey, export, proofs string) error {
	signed, err := os.ReadFile(filepath.Join(export, "checkpoint"))
	if err != nil {
		return err
	}
	tree, _, err := openCheckpoint(signed, vkey)
	if err != nil {
		return err
	}
	entries, err := readEntries(export, tree.N)
	if err != nil {
		return err
	}
	var hashes memory
	roots := []tlog.Hash{{}}
	for i, entry := range entries {
		if err := hashes.add(int64(i), entry); err != nil {
			return err
		}
		root, err := tlog.TreeHash(int64(i)+1, hashes)
		if err != nil {
			return err
		}
		roots = append(roots, root)
	}
	if tree.N > 0 && roots[tree.N] != tree.Hash {
		return errors.New("root: the entries do not have the root that was signed")
	}
	tiles := published(tree.N)
	for _, tile := range tiles {
		want, err := tlog.ReadTileData(tile, hashes)
		if err != nil {
			return err
		}
		got, err := os.ReadFile(filepath.Join(export, tileFile(tile)))
		if err != nil {
			return err
		}
		if !bytes.Equal(got, want) {
			return fmt.Errorf("tile: %s", tileFile(tile))
		}
	}
	// Records proved from the tiles alone, as a client without the entries would: all of them, or about 500 of a large log.
	fromTiles := tlog.TileHashReader(tree, folder(export))
	for i := int64(0); i < tree.N; i += 1 + tree.N/500 {
		proof, err := tlog.ProveRecord(tree.N, i, fromTiles)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, i, tlog.RecordHash(entries[i])); err != nil {
			return err
		}
	}
	inclusion, consistency, err := verifyProofs(vkey, proofs, entries, roots)
	if err != nil {
		return err
	}
	fmt.Printf("%d entries, %d tiles, %d inclusion, %d consistency\n", tree.N, len(tiles), inclusion, consistency)
	return nil
}

func parseHashes(lines []string) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}

func verifyProofs(vkey, proofs string, entries [][]byte, roots []tlog.Hash) (inclusion, consistency int, err error) {
	files, err := os.ReadDir(proofs)
	if err != nil {
		return 0, 0, err
	}
	for _, file := range files {
		data, err := os.ReadFile(filepath.Join(proofs, file.Name()))
		if err != nil {
			return 0, 0, err
		}
		text := string(data)
		if strings.HasSuffix(file.Name(), ".tlog-proof") {
			cut := strings.Index(text, "\n\n")
			lines := strings.Split(text[:cut], "\n")
			if lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
				return 0, 0, fmt.Errorf("%s: form", file.Name())
			}
			index, err := strconv.ParseInt(lines[1][len("index "):], 10, 64)
			if err != nil {
				return 0, 0, err
			}
			tree, _, err := openCheckpoint([]byte(text[cut+2:]), vkey)
			if err != nil {
				return 0, 0, err
			}
			hashes, err := parseHashes(lines[2:])
			if err != nil {
				return 0, 0, err
			}
			if err := tlog.CheckRecord(hashes, tree.N, tree.Hash, index, tlog.RecordHash(entries[index])); err != nil {
				return 0, 0, fmt.Errorf("%s: %v", file.Name(), err)
			}
			inclusion++
			continue
		}
		var first, second int64
		if _, err := fmt.Sscanf(file.Name(), "consistency-%d-%d", &first, &second); err != nil {
			return 0, 0, err
		}
		hashes, err := parseHashes(strings.Fields(text))
		if err != nil {
			return 0, 0, err
		}
		if err := tlog.CheckTree(hashes, second, roots[second], first, roots[first]); err != nil {
			return 0, 0, fmt.Errorf("%s: %v", file.Name(), err)
		}
		consistency++
	}
	return inclusion, consistency, nil
}

func write(folder, name string, data []byte) error {
	path := filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

func encodeHashes(hashes []tlog.Hash) string {
	var text strings.Builder
	for _, hash := range hashes {
		text.WriteString(base64.StdEncoding.EncodeToString(hash[:]) + "\n")
	}
	return text.String()
}

func makeLog(skey, export, proofs string) error {
	signer, err := note.NewSigner(skey)
	if err != nil {
		return err
	}
	var entries [][]byte
	var hashes memory
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		entry := append([]byte(nil), lines.Bytes()...)
		if err := hashes.add(int64(len(entries)), entry); err != nil {
			return err
		}
		entries = append(entries, entry)
	}
	size := int64(len(entries))
	root, err := tlog.TreeHash(size, hashes)
	if err != nil {
		return err
	}
	text := fmt.Sprintf("%s\n%d\n%s\n", signer.Name(), size, root)
	signed, err := note.Sign(&note.Note{Text: text}, signer)
	if err != nil {
		return err
	}
	for _, tile := range published(size) {
		data, err := tlog.ReadTileData(tile, hashes)
		if err != nil {
			return err
		}
		if err := write(export, tileFile(tile), data); err != nil {
			return err
		}
	}
	for index := int64(0); index*256 < size; index++ {
		var bundle []byte
		for i := index * 256; i < size && i < (index+1)*256; i++ {
			bundle = append(bundle, byte(len(entries[i])>>8), byte(len(entries[i])))
			bundle = append(bundle, entries[i]...)
		}
		if err := write(export, entriesFile(index, size), bundle); err != nil {
			return err
		}
	}
	for i := int64(0); i < size; i++ {
		proof, err := tlog.ProveRecord(size, i, hashes)
		if err != nil {
			return err
		}
		paper := fmt.Sprintf("c2sp.org/tlog-proof@v1\nindex %d\n%s\n%s", i, encodeHashes(proof), signed)
		if err := write(proofs, fmt.Sprintf("inclusion-%d.tlog-proof", i), []byte(paper)); err != nil {
			return err
		}
	}
	for first := int64(1); first <= size; first++ {
		proof, err := tlog.ProveTree(size, first, hashes)
		if err != nil {
			return err
		}
		if err := write(proofs, fmt.Sprintf("consistency-%d-%d", first, size), []byte(encodeHashes(proof))); err != nil {
			return err
		}
	}
	return write(export, "checkpoint", signed)
}
