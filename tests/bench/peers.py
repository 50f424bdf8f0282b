"""scikit-learn and XGBoost, asked line by line (JSON on stdin, JSON on stdout), so that their turns alternate with ours in one run.

Tables are raw little-endian files: `x` float32, row-major; `y` bytes. Forests are folders of arrays, breadth first, children side by side,
`x < cut` to the left, in ours and in XGBoost's sense alike.
"""
import json
import os
import sys
import time

import numpy as np

state = {}


def peer_versions():
    found = {}
    for name, module in (("scikit-learn", "sklearn"), ("XGBoost", "xgboost")):
        try:
            found[name] = __import__(module).__version__
        except ImportError:
            pass
    return found


def load(ask):
    x = np.fromfile(ask["x"], dtype="<f4").reshape(ask["rows"], ask["features"])
    y = np.fromfile(ask["y"], dtype="u1")
    state.update(x=x, y=y)
    return {}


def auc(score, y):
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(y, score))


def train(ask):
    rows, trees, threads = ask["rows"], ask["trees"], ask["threads"]
    x, y = state["x"], state["y"]
    test = slice(ask["test"][0], ask["test"][1])
    root = int(np.sqrt(x.shape[1]))
    if ask["engine"] == "scikit-learn":
        from sklearn.ensemble import RandomForestClassifier

        forest = RandomForestClassifier(
            n_estimators=trees, max_depth=ask["depth"], min_samples_leaf=ask["leaf"], max_features=root, n_jobs=threads, random_state=ask["seed"]
        )
        start = time.perf_counter()
        forest.fit(x[:rows], y[:rows])
        seconds = time.perf_counter() - start
        state["sklearn"] = forest
        scores = forest.predict_proba(x[test])[:, 1]
    else:
        import xgboost

        start = time.perf_counter()
        matrix = xgboost.DMatrix(x[:rows], y[:rows], nthread=threads)
        booster = xgboost.train(
            {
                "objective": "binary:logistic",
                "tree_method": "hist",
                "max_bin": 255,
                "num_parallel_tree": trees,
                "max_depth": ask["depth"],
                "min_child_weight": ask["leaf"] / 4,
                "subsample": 0.632,
                "colsample_bynode": root / x.shape[1],
                "learning_rate": 1,
                "lambda": 1e-6,
                "nthread": threads,
                "seed": ask["seed"],
            },
            matrix,
            1,
        )
        seconds = time.perf_counter() - start
        state["booster"] = booster
        scores = booster.inplace_predict(x[test])
    return {"seconds": seconds, "auc": auc(scores, y[test])}


def breadth_first(left, right):
    order = [0]
    at = 0
    while at < len(order):
        node = order[at]
        if left[node] >= 0:
            order += (left[node], right[node])
        at += 1
    return np.array(order)


def arrays_of_sklearn():
    """Trees of the trained forest: float32 x ≤ threshold is x < the next float32 above the threshold."""
    for estimator in state["sklearn"].estimators_:
        tree = estimator.tree_
        order = breadth_first(tree.children_left, tree.children_right)
        place = np.empty(len(order), dtype="i4")
        place[order] = np.arange(len(order))
        leaf = tree.children_left[order] < 0
        threshold = tree.threshold[order]
        cut = threshold.astype("f4")
        cut = np.where(cut > threshold, cut, np.nextafter(cut, np.float32(np.inf)))
        value = tree.value[order, 0]
        yield {
            "feature": np.where(leaf, -1, tree.feature[order]).astype("<i4"),
            "cut": np.where(leaf, 0, cut).astype("<f8"),
            "left": np.where(leaf, 0, place[tree.children_left[order]]).astype("<i4"),
            "share": (value[:, 1] / value.sum(axis=1)).astype("<f8"),
            "cover": value.sum(axis=1).astype("<f8"),
        }


def arrays_of_xgboost():
    """Trees of the trained booster: the mean of our scores is the sum of its leaves. Its way for missing values is not kept."""
    model = json.loads(state["booster"].save_raw("json"))["learner"]["gradient_booster"]["model"]["trees"]
    for tree in model:
        children = np.array(tree["left_children"])
        order = breadth_first(children, np.array(tree["right_children"]))
        place = np.empty(children.size, dtype="i4")
        place[order] = np.arange(len(order))
        leaf = children[order] < 0
        condition = np.array(tree["split_conditions"], dtype="f4")[order]
        yield {
            "feature": np.where(leaf, -1, np.array(tree["split_indices"])[order]).astype("<i4"),
            "cut": np.where(leaf, 0, condition).astype("<f8"),
            "left": np.where(leaf, 0, place[children[order]]).astype("<i4"),
            "share": np.where(leaf, condition * len(model), 0).astype("<f8"),
            "cover": np.array(tree["sum_hessian"])[order].astype("<f8"),
        }


def export(ask):
    trees = list(arrays_of_xgboost() if ask.get("engine") == "XGBoost" else arrays_of_sklearn())
    for name in ("feature", "cut", "left", "share", "cover"):
        np.concatenate([tree[name] for tree in trees]).tofile(os.path.join(ask["folder"], name))
    np.array([len(tree["feature"]) for tree in trees], dtype="<i4").tofile(os.path.join(ask["folder"], "nodes"))
    return {}


def booster(ask):
    """The forest of a folder, as XGBoost's own model: the sum of its trees is the score."""
    import xgboost

    read = lambda name, kind: np.fromfile(os.path.join(ask["folder"], name), dtype=kind)
    nodes = read("nodes", "<i4")
    feature, cut, left = read("feature", "<i4"), read("cut", "<f8"), read("left", "<i4")
    share, cover = read("share", "<f8"), read("cover", "<f8")
    trees = []
    start = 0
    for number, count in enumerate(nodes):
        part = slice(start, start + count)
        f, c, l = feature[part], cut[part], left[part]
        leaf = f < 0
        parents = np.full(count, 2147483647, dtype=int)
        inner = np.flatnonzero(~leaf)
        parents[l[inner]] = inner
        parents[l[inner] + 1] = inner
        trees.append(
            {
                "base_weights": [0.0] * int(count),
                "categories": [],
                "categories_nodes": [],
                "categories_segments": [],
                "categories_sizes": [],
                "default_left": [0] * int(count),
                "id": number,
                "left_children": np.where(leaf, -1, l).tolist(),
                "loss_changes": [0.0] * int(count),
                "parents": parents.tolist(),
                "right_children": np.where(leaf, -1, l + 1).tolist(),
                "split_conditions": np.where(leaf, share[part] / len(nodes), c).astype("f4").astype(float).tolist(),
                "split_indices": np.where(leaf, 0, f).tolist(),
                "split_type": [0] * int(count),
                "sum_hessian": cover[part].astype(float).tolist(),
                "tree_param": {"num_deleted": "0", "num_feature": str(ask["features"]), "num_nodes": str(count), "size_leaf_vector": "0"},
            }
        )
        start += count
    model = {
        "learner": {
            "attributes": {},
            "feature_names": [],
            "feature_types": [],
            "gradient_booster": {
                "model": {
                    "gbtree_model_param": {"num_parallel_tree": str(len(nodes)), "num_trees": str(len(nodes)), "size_leaf_vector": "0"},
                    "tree_info": [0] * len(nodes),
                    "trees": trees,
                },
                "name": "gbtree",
            },
            "learner_model_param": {"base_score": "0E0", "num_class": "0", "num_feature": str(ask["features"]), "num_target": "1"},
            "objective": {"name": "reg:squarederror", "reg_loss_param": {"scale_pos_weight": "1"}},
        },
        "version": [1, 7, 4],
    }
    path = os.path.join(ask["folder"], "booster.json")
    with open(path, "w") as file:
        json.dump(model, file)
    loaded = xgboost.Booster({"nthread": ask["threads"]})
    loaded.load_model(path)
    os.remove(path)
    state["booster"] = loaded
    return {}


def score(ask):
    x = state["x"][: ask["rows"]]
    start = time.perf_counter()
    if ask["engine"] == "scikit-learn":
        scores = state["sklearn"].predict_proba(x)[:, 1]
    else:
        scores = state["booster"].inplace_predict(x)
    seconds = time.perf_counter() - start
    scores.astype("<f8").tofile(ask["out"])
    return {"seconds": seconds}


def explain(ask):
    import xgboost

    matrix = xgboost.DMatrix(state["x"][: ask["rows"]], nthread=ask["threads"])
    start = time.perf_counter()
    values = state["booster"].predict(matrix, pred_contribs=True)
    seconds = time.perf_counter() - start
    values.astype("<f8").tofile(ask["out"])
    return {"seconds": seconds}


def folds(ask):
    """AUC and Brier score of scikit-learn's forest on rows each fold kept out, for the folds given row by row."""
    from sklearn.ensemble import RandomForestClassifier

    x, y = state["x"], state["y"]
    fold = np.array(ask["folds"])
    scores = np.empty(len(y))
    found = []
    for number in sorted(set(ask["folds"])):
        out = fold == number
        forest = RandomForestClassifier(
            n_estimators=ask["trees"], max_depth=ask["depth"], min_samples_leaf=ask["leaf"], n_jobs=ask["threads"], random_state=ask["seed"]
        ).fit(x[~out], y[~out])
        scores[out] = forest.predict_proba(x[out])[:, 1]
        found.append(auc(scores[out], y[out]))
    return {"auc": float(np.mean(found)), "brier": float(np.mean((scores - y) ** 2))}


commands = {
    "versions": lambda ask: {"versions": peer_versions()},
    "load": load,
    "train": train,
    "folds": folds,
    "export": export,
    "booster": booster,
    "score": score,
    "explain": explain,
}

if __name__ == "__main__":
    for line in sys.stdin:
        ask = json.loads(line)
        try:
            answer = commands[ask["cmd"]](ask)
        except Exception as error:  # said to the other side, which stops
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)
